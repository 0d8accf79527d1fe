"use strict"
/** Menu and MenuItem as data with click handlers: nothing is drawn, a test clicks by `menu.getMenuItemById(id).click()`. */
const { EventEmitter } = require("node:events")
const { BrowserWindow } = require("./browser-window.cjs")

class MenuItem {
  type = "normal"
  enabled = true
  visible = true
  checked = false
  constructor(options) {
    Object.assign(this, options)
    if (Array.isArray(options.submenu)) {
      this.type = "submenu"
      this.submenu = Menu.buildFromTemplate(options.submenu)
    }
    this.click = (_event, window = BrowserWindow.getFocusedWindow()) => options.click?.(this, window, {})
  }
}

let applicationMenu = null

class Menu extends EventEmitter {
  items = []
  append(item) {
    this.items.push(item)
  }
  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup() {
    this.emit("menu-will-show")
  }
  closePopup() {}
  static buildFromTemplate(template) {
    const menu = new Menu()
    for (const options of template) menu.append(new MenuItem(options))
    return menu
  }
  static setApplicationMenu(menu) {
    applicationMenu = menu
  }
  static getApplicationMenu() {
    return applicationMenu
  }
}

module.exports = { Menu, MenuItem }
